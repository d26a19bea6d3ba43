#!/usr/bin/env bash
# Payara Micro deletes the files of an application while it stops it: contextDestroyed cannot load a class any more.
#
# Version   Payara Micro 6.2025.10, JDK 17
# Input     a WAR with a ServletContextListener, whose contextDestroyed() takes its time, up to 10 s, and then loads a
#           class of the WAR that nothing has used before. Payara Micro is started with it and ended by SIGTERM, once with
#           its usual temporary folder and once with --rootdir.
# Expected  The class is loaded: an application may use its own classes until contextDestroyed() has returned.
# Seen      With the temporary folder, the unpacked WAR is gone before contextDestroyed() has returned, sometimes before it
#           begins, and the class is a ClassNotFoundException. With --rootdir it is loaded. So code that runs only at the
#           end (a handler of an error, a lambda of a shutdown) fails on a server that was started in the usual way.
# Needs     JDK 17, Maven, python3; downloads 100 MB. Payara Micro listens on 127.0.0.1. Exits with 1 when the behaviour
#           has changed.
set -euo pipefail
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
cd "$work"

plugin=org.apache.maven.plugins:maven-dependency-plugin:3.11.0
{
  mvn -q -B "$plugin:copy" -Dartifact=fish.payara.extras:payara-micro:6.2025.10 -DoutputDirectory=.
  mvn -q -B "$plugin:copy" -Dartifact=jakarta.servlet:jakarta.servlet-api:6.0.0 -DoutputDirectory=.
} >log 2>&1 || { cat log; exit 2; }

cat >Late.java <<'JAVA'
public class Late {}
JAVA
cat >Listener.java <<'JAVA'
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.File;

@WebListener
public class Listener implements ServletContextListener {

  private static final long WAIT_NANOS = 10_000_000_000L;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    System.out.println("SEEN at the start: " + files(event));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    long end = System.nanoTime() + WAIT_NANOS;
    while (exists(event) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    System.out.println("SEEN in contextDestroyed: " + files(event) + ", " + late());
  }

  private static boolean exists(ServletContextEvent event) {
    String root = event.getServletContext().getRealPath("/");
    return root != null && new File(root, "WEB-INF/classes/Late.class").exists();
  }

  private static String files(ServletContextEvent event) {
    return exists(event) ? "the file is there" : "the file is not there";
  }

  private static String late() {
    try {
      return Class.forName("Late", true, Listener.class.getClassLoader()).getName() + " is loaded";
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return e.getClass().getSimpleName();
    }
  }
}
JAVA
mkdir -p war/WEB-INF/classes
javac -cp jakarta.servlet-api-6.0.0.jar -d war/WEB-INF/classes Late.java Listener.java || exit 2
jar cf late.war -C war . || exit 2

listener=configs.config.server-config.network-config.network-listeners.network-listener.http-listener
echo "set $listener.address=127.0.0.1" >preboot

seen() {
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  java -Xmx512m -jar payara-micro-6.2025.10.jar --nocluster --nohostaware --port "$port" \
    --prebootcommandfile preboot --deploy late.war "$@" >server.log 2>&1 &
  server=$!
  for _ in $(seq 300); do
    grep -q " ready in " server.log && break
    kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
    sleep 1
  done
  kill -TERM "$server"
  wait "$server" || true
  server=
  grep -ao "SEEN .*" server.log || { cat server.log >&2; exit 2; }
}

{
  echo "temporary folder"
  seen
  echo "--rootdir"
  seen --rootdir "$work/root"
} | tee result

diff - result <<'EXPECTED' && exit 0 || exit 1
temporary folder
SEEN at the start: the file is there
SEEN in contextDestroyed: the file is not there, ClassNotFoundException
--rootdir
SEEN at the start: the file is there
SEEN in contextDestroyed: the file is there, Late is loaded
EXPECTED
