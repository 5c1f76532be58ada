from unittest import TestCase

from errors.articledocument import Message
from errors.matching.causes import places
from errors.matching.clean import clean
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex
from tests.articles import make_document
from tests.test_matching_engine import EMPTY

JAVA = """\
2026-11-23 09:12:09.841 ERROR 7 --- [main] o.s.boot.SpringApplication : Application run failed
org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'shop'
	at org.springframework.beans.factory.support.AbstractBeanFactory.get(AbstractBeanFactory.java:17)
	... 16 more
Caused by: org.hibernate.exception.JDBCConnectionException: Unable to open JDBC Connection
  for DDL execution
	at org.hibernate.internal.Helper.convert(Helper.java:48)
	... 21 more
Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "shop"
	at org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:525)
	... 34 more
"""
PYTHON = """\
Traceback (most recent call last):
  File "/app/http.py", line 12, in load
    connect(host)
ConnectionRefusedError: [Errno 111] Connection refused

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/api.py", line 20, in main
    load()
shop.errors.NotReachable: cannot reach the press

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
    print(state["x"])
TypeError: 'NoneType' object is not subscriptable
"""
DOTNET = """\
Unhandled exception. System.InvalidOperationException: An exception has been raised that is likely transient.
 ---> Npgsql.NpgsqlException (0x80004005): Failed to connect to 127.0.0.1:5432
 ---> System.Net.Sockets.SocketException (111): Connection refused
   at System.Net.Sockets.Socket.Connect(EndPoint endPoint)
   --- End of inner exception stack trace ---
   at Shop.Program.Main(String[] args)
"""
NODE = """\
TypeError: fetch failed
    at node:internal/deps/undici/undici:13185:13
    at async main (file:///app/main.mjs:3:13) {
  [cause]: Error: getaddrinfo ENOTFOUND press.acme.dev
      at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:122:26) {
    errno: -3008,
"""
CARGO = """\
error: failed to get `press` as a dependency of package `shop v0.1.0 (/app)`

Caused by:
  failed to load source for dependency `press`

Caused by:
  Unable to update https://git.acme.dev/press.git

Caused by:
  failed to authenticate when downloading repository
"""
GRADLE = """\
FAILURE: Build failed with an exception.

* What went wrong:
Execution failed for task ':app:compileJava'.
> Could not resolve all files for configuration ':app:compileClasspath'.
   > Could not find com.acme:press:1.0.
     Searched in the following locations:
       - https://repo.maven.apache.org/maven2/com/acme/press/1.0/press-1.0.pom

* Try:
> Run with --stacktrace option to get the stack trace.
"""
PIP = """\
  error: subprocess-exited-with-error

  × Getting requirements to build wheel did not run successfully.
  │ exit code: 1
  ╰─> [3 lines of output]
      Traceback (most recent call last):
        File "<string>", line 2, in <module>
      ModuleNotFoundError: No module named 'distutils'
      [end of output]
ERROR: Failed to build 'press' when getting requirements to build wheel
"""
NPM = """\
> shop@1.0.0 build
> vite build

sh: 1: vite: not found
npm error Lifecycle script `build` failed with error:
npm error code 127
make: *** [Makefile:12: build] Error 127
Error: Process completed with exit code 2.
"""
COMPOSE = """\
web-1  | Error: connect ECONNREFUSED 172.18.0.2:5432
db-1   | java.lang.IllegalStateException: the press does not start
web-1  |     at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)
db-1   | \tat press.Main.main(Main.java:3)
db-1   | Caused by: java.io.IOException: No space left on device
dependency failed to start: container shop-db-1 exited (1)
"""


def in_order_of_cause(log: str) -> list[str]:
    lines = clean(log)
    place = places(lines, [line.number for line in lines])
    return [line.raw for line in sorted(lines, key=lambda line: place[line.number])]


class OrderTests(TestCase):
    def assert_order(self, log: str, *parts: str) -> None:
        """The first lines with these parts stand in this order."""
        lines = in_order_of_cause(log)
        found = [next(index for index, line in enumerate(lines) if part in line) for part in parts]
        self.assertEqual(found, sorted(found), "\n".join(lines))

    def test_of_a_java_stack_trace_the_last_cause_comes_first(self) -> None:
        self.assert_order(JAVA, "PSQLException", "Unable to open JDBC", "BeanCreationException")
        self.assert_order(JAVA, "PSQLException", "Application run failed")

    def test_python_prints_the_cause_first(self) -> None:
        self.assert_order(PYTHON, "ConnectionRefusedError", "NotReachable", "TypeError")

    def test_an_inner_exception_of_dotnet_comes_before_the_outer(self) -> None:
        self.assert_order(DOTNET, "SocketException", "NpgsqlException", "InvalidOperationException")

    def test_the_cause_of_a_node_error_comes_before_it(self) -> None:
        self.assert_order(NODE, "ENOTFOUND", "fetch failed")

    def test_the_last_cause_of_cargo_comes_first(self) -> None:
        self.assert_order(CARGO, "failed to authenticate", "Unable to update", "failed to load", "failed to get")

    def test_gradle_indents_the_cause(self) -> None:
        self.assert_order(GRADLE, "Could not find", "Could not resolve", "Execution failed", "* Try:")

    def test_what_pip_quotes_comes_before_what_it_says_of_it(self) -> None:
        self.assert_order(PIP, "ModuleNotFoundError", "Failed to build", "did not run successfully")

    def test_a_line_that_reports_an_exit_code_comes_last(self) -> None:
        self.assert_order(NPM, "vite: not found", "make: ***")
        self.assert_order(NPM.replace("sh: 1", "Error: exit code 127\nsh: 1"), "vite: not found", "exit code 127")

    def test_each_service_of_a_log_has_its_own_chain(self) -> None:
        self.assert_order(COMPOSE, "ECONNREFUSED", "No space left", "does not start", "dependency failed")

    def test_times_before_the_lines_change_nothing(self) -> None:
        timed = "\n".join(f"2026-11-23T09:12:09.8412345Z {line}" for line in JAVA.split("\n")[1:])
        self.assert_order(timed, "PSQLException", "Unable to open JDBC", "BeanCreationException")

    def test_two_stack_traces_stay_in_their_order(self) -> None:
        other = JAVA.replace("PSQLException", "OtherException").replace("BeanCreation", "OtherCreation")
        self.assert_order(
            JAVA + other, "PSQLException", "BeanCreationException", "OtherException", "OtherCreationException"
        )

    def test_errors_of_their_own_stay_in_their_order(self) -> None:
        log = "error: one\n  detail\nerror: two\nerror: three"
        self.assertEqual(in_order_of_cause(log), log.split("\n"))

    def test_what_stands_far_apart_stays_in_its_order(self) -> None:
        log = f"error: one\n{'noise' * 2}\n" + "\n".join(map(str, range(30_000))) + "\nCaused by: two\nerror: three"
        self.assert_order(log, "error: one", "Caused by: two", "error: three")


class AnswersTests(TestCase):
    messages = {
        "spring/bean": "org.springframework.beans.factory.BeanCreationException: Error creating bean with name {name}",
        "hibernate/jdbc": "org.hibernate.exception.JDBCConnectionException: Unable to open JDBC Connection",
        "postgresql/password": 'FATAL: password authentication failed for user "{user}"',
        "python/subscriptable": "TypeError: 'NoneType' object is not subscriptable",
        "python/refused": "ConnectionRefusedError: [Errno 111] Connection refused",
        "shop/press": "shop.errors.NotReachable: cannot reach the press",
    }

    def slugs(self, log: str) -> list[str]:
        index = MemoryIndex(
            {slug: make_document(**EMPTY, title=text, messages=[Message(text)]) for slug, text in self.messages.items()}
        )
        return [index.slugs[answer.result.article] for answer in match(log, index).answers if answer.result]

    def test_the_root_of_three_java_exceptions_is_answered_first(self) -> None:
        self.assertEqual(self.slugs(JAVA), ["postgresql/password", "hibernate/jdbc", "spring/bean"])

    def test_the_first_of_three_python_exceptions_is_answered_first(self) -> None:
        self.assertEqual(self.slugs(PYTHON), ["python/refused", "shop/press", "python/subscriptable"])

    def test_the_line_that_is_looked_for_in_vain_is_the_root_too(self) -> None:
        log = (
            'Traceback (most recent call last):\n  File "x.py", line 3\nacme.Broken: quux failed\nmake: *** [x] Error 1'
        )
        self.assertEqual(match(log, MemoryIndex({})).answers[0].line_text, "acme.Broken: quux failed")
