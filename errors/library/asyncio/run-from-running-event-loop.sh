# needs: python3
# version: python3 --version
# A coroutine calls asyncio.run; it awaits instead.
setup() {
  cat > app.py <<'PY'
import asyncio


async def work():
    return "done"


async def main():
    print(asyncio.run(work()))


asyncio.run(main())
PY
}
reproduce() { python3 app.py; }
fix() { sed -i 's/print(asyncio.run(work()))/print(await work())/' app.py; }
