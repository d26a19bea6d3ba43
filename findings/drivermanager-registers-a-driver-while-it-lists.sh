#!/usr/bin/env bash
# JDK: DriverManager.drivers() registers a driver while it lists them, so that an application that deregisters its own
# drivers leaves one behind.
#
# Versions  org.postgresql:postgresql 42.7.8, JDK 17
# Input     Two class loaders with the same jar of the driver, as a server has that scans a WAR with one loader and runs it
#           with another. The driver of the first one is registered. An application in the second one, which has never
#           used the driver, does what is recommended for the end of a web application: it lists the drivers and deregisters
#           those of its own class loader. Then it lists them again.
# Expected  It finds none of its own the first time, and none the second time: nothing has used the driver.
# Seen      The first time it finds none. The second time there is one. To decide whether the caller may see the driver of
#           the other class loader, DriverManager initialises the caller's class of the same name, and pgjdbc's class
#           registers itself when it is initialised, after the list was made. The class loader is never collected:
#           GlassFish 8, which scans in this way, keeps one for each redeployment.
# Needs     JDK 17, Maven. Exits with 1 when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy -Dartifact=org.postgresql:postgresql:42.7.8 \
  -DoutputDirectory=lib >log 2>&1 || { cat log; exit 2; }
mkdir app
cat >app/App.java <<'JAVA'
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.concurrent.Callable;

public class App implements Callable<Integer> {

  /** Deregisters the drivers of this class loader, and returns how many there were. */
  @Override
  public Integer call() throws Exception {
    int own = 0;
    for (Driver driver : DriverManager.drivers().toList()) {
      if (driver.getClass().getClassLoader() == App.class.getClassLoader()) {
        DriverManager.deregisterDriver(driver);
        own++;
      }
    }
    return own;
  }
}
JAVA
cat >Finding.java <<'JAVA'
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;

public class Finding {

  static ClassLoader loader() throws Exception {
    return new URLClassLoader(
        new URL[] {new File("lib/postgresql-42.7.8.jar").toURI().toURL(), new File("app/").toURI().toURL()},
        ClassLoader.getPlatformClassLoader());
  }

  @SuppressWarnings("unchecked")
  static Callable<Integer> application(ClassLoader loader) throws Exception {
    return (Callable<Integer>) loader.loadClass("App").getDeclaredConstructor().newInstance();
  }

  public static void main(String[] arguments) throws Exception {
    Callable<Integer> alone = application(loader());
    System.out.println("alone, first: " + alone.call());
    System.out.println("alone, second: " + alone.call());
    Class.forName("org.postgresql.Driver", true, loader());
    Callable<Integer> second = application(loader());
    System.out.println("beside another class loader's driver, first: " + second.call());
    System.out.println("beside another class loader's driver, second: " + second.call());
  }
}
JAVA
javac -d app app/App.java >log 2>&1 && javac -d . Finding.java >log 2>&1 || { cat log; exit 2; }
java -cp . Finding 2>log | tee seen
[ -s seen ] || { cat log; exit 2; }

diff - seen <<'EXPECTED' && exit 0 || exit 1
alone, first: 0
alone, second: 0
beside another class loader's driver, first: 0
beside another class loader's driver, second: 1
EXPECTED
