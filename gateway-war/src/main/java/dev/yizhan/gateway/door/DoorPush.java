package dev.yizhan.gateway.door;

import dev.yizhan.door.Door;
import dev.yizhan.gateway.callback.CallbackSource;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.http.CallbackHttp;
import java.time.Clock;
import java.util.Optional;

/**
 * Where the records of a login are pushed to, as the vendor does.
 *
 * @param door of a vendor that pushes
 * @param user of the login
 * @param readers of the consumer
 * @param maxRecords in one push
 */
public record DoorPush(
    Door door,
    String user,
    String consumer,
    Readers readers,
    int maxRecords,
    CallbackHttp.Target target)
    implements CallbackSource {

  /** Checks that the vendor pushes. */
  public DoorPush {
    if (door.pushFormat().isEmpty()) {
      throw new IllegalArgumentException(door.name() + " has no pushes");
    }
  }

  @Override
  public Callback over(CallbackHttp http, Clock clock) {
    Reader reader = DoorRecords.reader(door.company(), user);
    return new Callback(
        new Callback.Id(consumer, reader),
        readers.positionOf(reader),
        maxRecords,
        Optional.of(door.company()),
        new PushReceiver(
            door.company(), user, door.pushFormat().orElseThrow(), target, http, clock));
  }
}
