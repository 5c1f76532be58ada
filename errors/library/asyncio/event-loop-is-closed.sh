# needs: python3
# version: python3 --version
# A connection is opened in one asyncio.run and closed in another; both are then awaited in one.
setup() {
  cat > server.py <<'PY'
import asyncio


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    open("port", "w").write(str(server.sockets[0].getsockname()[1]))
    await server.serve_forever()


asyncio.run(main())
PY
  python3 server.py > server.log 2>&1 &
  echo $! > pid
  for _ in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  cat > client.py <<'PY'
import asyncio

connection = None


async def ask():
    global connection
    connection = await asyncio.open_connection("127.0.0.1", int(open("port").read()))
    reader, writer = connection
    writer.write(b"hello\n")
    print(await reader.readline())


async def close():
    connection[1].close()
PY
  printf 'import asyncio\nimport client\n\nasyncio.run(client.ask())\nasyncio.run(client.close())\n' > main.py
}
reproduce() { python3 main.py; }
fix() {
  cat > main.py <<'PY'
import asyncio
import client


async def main():
    await client.ask()
    await client.close()


asyncio.run(main())
PY
}
teardown() { kill "$(cat pid)"; }
