from __future__ import annotations
import time
async def test_t(start, outside, desk_for):
    async with start(desk=desk_for(outside)) as s:
        print(s.text)
        t=time.perf_counter(); await s.burst(*"acme-telecom", "tab", *"kim@example.com", "tab", *"sandbox", "enter"); print("burst", time.perf_counter()-t)
        print(s.text)
        await s.until("No call looked up"); print(time.perf_counter()-t)
        print(s.text, outside.paths)
        t=time.perf_counter(); 
        await s.paste("63962647202-00000002")
        await s.burst("enter"); print("burst", time.perf_counter()-t)
        await s.until("saved"); print("saved", time.perf_counter()-t)
        for k in "123456jk[]":
            t=time.perf_counter(); await s.burst(k); print(k,time.perf_counter()-t)
        print(s.text, outside.paths)
