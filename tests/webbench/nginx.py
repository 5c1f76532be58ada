"""nginx with the configuration in deploy/, and beside it a server of the same bytes from disk."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from tests.serving import ROOT, free_port

DEPLOYED = ROOT / "deploy" / "nginx.conf"
MAIN = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    types {{ text/html html; }} sendfile on; tcp_nopush on; keepalive_requests 1000000;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {site}
    server {{
        listen 127.0.0.1:{file_port};
        access_log {folder}/file.log whatbroke;
        location / {{ root {folder}; add_header Content-Encoding gzip; }}
    }}
}}
"""


@contextmanager
def nginx(site: str, path: str) -> Iterator[tuple[str, str, int]]:
    """(URL through the cache, URL of the file, process number) for a page of the site at that address."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin") or ""
    with tempfile.TemporaryDirectory(prefix="webbench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # as root, nginx's workers are somebody else
        with urlopen(Request(site + path, headers={"Accept-Encoding": "gzip"})) as page:
            (folder / "page.html").write_bytes(page.read())
        cache_port, file_port = free_port(), free_port()
        config = folder / "nginx.conf"
        config.write_text(MAIN.format(folder=folder, site=_adapted(site, folder, cache_port), file_port=file_port))
        server = subprocess.Popen([program, "-c", str(config), "-p", str(folder), "-e", str(folder / "error.log")])
        try:
            time.sleep(1)
            yield f"http://127.0.0.1:{cache_port}{path}", f"http://127.0.0.1:{file_port}/page.html", server.pid
        finally:
            server.terminate()
            server.wait(timeout=10)


def _adapted(site: str, folder: Path, port: int) -> str:
    """deploy/nginx.conf without HTTPS and on this machine; everything about the cache stays as it is."""
    text = DEPLOYED.read_text(encoding="utf-8")
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, flags=re.S)
    text = re.sub(r"    (listen \[::\]:443|ssl_certificate).*\n", "", text)
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace("server_name errors.example.org;", "")
    text = text.replace("127.0.0.1:8000", site.removeprefix("http://")).replace("$scheme;", "http;")
    text = text.replace("/var/cache/nginx/whatbroke", f"{folder}/cache")
    return text.replace("/var/log/nginx/whatbroke.log", f"{folder}/cache.log")
