# needs: python3
# version: python3 --version
# A worker thread asks for the current loop; asyncio.run makes one there.
setup() {
  cat > worker.py <<'PY'
from concurrent.futures import ThreadPoolExecutor
import asyncio


async def job():
    return 1


def work():
    return asyncio.get_event_loop().run_until_complete(job())


with ThreadPoolExecutor() as pool:
    print(pool.submit(work).result())
PY
}
reproduce() { python3 -W ignore worker.py; }
fix() { sed -i 's/asyncio.get_event_loop().run_until_complete(job())/asyncio.run(job())/' worker.py; }
