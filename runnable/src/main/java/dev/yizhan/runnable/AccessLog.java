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

  /**
   * Makes the log.
   *
   * @param context the path of the gateway
   */
  static RequestLog of(Path file, String context) {
    Writer writer = new Writer(file, context);
    writer.setAppend(true);
    writer.setRetainDays(RETAINED_DAYS);
    writer.setTimeZone(TimeZone.getDefault().getID());
    return new CustomRequestLog(writer, FORMAT);
  }

  private static final class Writer extends AsyncRequestLogWriter {

    private final Pattern token;

    Writer(Path file, String context) {
      super(file.toString());
      this.token = Pattern.compile("(?<=" + Pattern.quote(context) + "/push/)[^ ]+");
    }

    @Override
    public void write(String line) throws IOException {
      super.write(token.matcher(line).replaceFirst("…"));
    }
  }
}
