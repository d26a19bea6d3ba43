package dev.yizhan.runnable;

import dev.yizhan.gateway.config.DoorAddresses;
import dev.yizhan.gateway.door.DoorServlet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves front doors at host names and ports of their own, at the vendor's paths. Nothing else of
 * the gateway is there.
 */
final class DoorAtRoot extends Handler.Wrapper {

  private final String context;
  private final Map<String, String> byHost = new HashMap<>();

  /**
   * Reads the host names.
   *
   * @param context the gateway's path
   * @param next serves the gateway
   */
  DoorAtRoot(List<DoorAddresses> doors, String context, Handler next) {
    super(next);
    this.context = context;
    doors.forEach(each -> each.hosts().forEach(host -> byHost.put(host, each.door())));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> door = door(request);
    String path = request.getHttpURI().getCanonicalPath();
    if (door.isEmpty() || path == null) {
      return super.handle(request, response, callback);
    }
    HttpURI uri = request.getHttpURI();
    String below = context + DoorServlet.PATH + '/' + door.get() + path;
    Request served =
        Request.serveAs(
            request, HttpURI.build(uri, below, uri.getParam(), uri.getQuery()).asImmutable());
    served.setAttribute(DoorServlet.AT_ROOT, true);
    return super.handle(served, response, callback);
  }

  private Optional<String> door(Request request) {
    Connector connector = request.getConnectionMetaData().getConnector();
    if (connector instanceof DoorConnector own) {
      return Optional.of(own.door());
    }
    if (byHost.isEmpty()) {
      return Optional.empty();
    }
    String host = Request.getServerName(request);
    return Optional.ofNullable(host).map(name -> byHost.get(name.toLowerCase(Locale.ROOT)));
  }
}
