package dev.yizhan.runnable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.AsyncRequestLogWriter;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.RequestLog;

/**
 * A line for each request: client, time, method, path, protocol, status, bytes of the answer,
 * milliseconds. The path has no query, and no token of a push address.
 */
final class AccessLog {

  private static final String FORMAT =
      "%{client}a - - %{yyyy-MM-dd'T'HH:mm:ss.SSSXXX|GMT+8}t \"%m %U %H\" %s %O %{ms}T";
  private static final int RETAINED_DAYS = 31;

  private AccessLog() {}

  static RequestLog of(Path file) {
    Writer writer = new Writer(file);
    writer.setAppend(true);
    writer.setRetainDays(RETAINED_DAYS);
    writer.setTimeZone(TimeZone.getDefault().getID());
    return new CustomRequestLog(writer, FORMAT);
  }

  private static final class Writer extends AsyncRequestLogWriter {

    private static final Pattern TOKEN =
        Pattern.compile("(?<=" + GatewayServer.CONTEXT + "/push/)[^ ]+");

    Writer(Path file) {
      super(file.toString());
    }

    @Override
    public void write(String line) throws IOException {
      super.write(TOKEN.matcher(line).replaceFirst("…"));
    }
  }
}
