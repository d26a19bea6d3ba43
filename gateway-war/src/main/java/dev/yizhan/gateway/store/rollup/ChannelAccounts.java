package dev.yizhan.gateway.store.rollup;

import dev.yizhan.gateway.store.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Over which account each channel sent on which day. A change counts for the whole of its day. */
public final class ChannelAccounts {

  private final Map<String, TreeMap<Long, String>> byChannel = new HashMap<>();

  private ChannelAccounts() {}

  public static ChannelAccounts read(Session session) throws SQLException {
    ChannelAccounts accounts = new ChannelAccounts();
    session.query(
        row ->
            accounts
                .byChannel
                .computeIfAbsent(row.getString(1), channel -> new TreeMap<>())
                .merge(row.getLong(2), row.getString(3), (first, last) -> last),
        "SELECT channel, day, account FROM channel_account ORDER BY channel, day");
    return accounts;
  }

  /** The account of a channel; empty if it has never been known. */
  public String of(String channel, long day) {
    TreeMap<Long, String> accounts = byChannel.get(channel);
    if (accounts == null) {
      return "";
    }
    Map.Entry<Long, String> entry = accounts.floorEntry(day);
    return entry == null ? accounts.firstEntry().getValue() : entry.getValue();
  }

  /** The channels that sent over an account on a day, in the order of their names. */
  public List<String> channels(String account, long day) {
    return byChannel.keySet().stream()
        .filter(channel -> of(channel, day).equals(account))
        .sorted()
        .toList();
  }

  /**
   * Whether nothing is to be changed.
   *
   * @param accounts by channel
   */
  public boolean areAlready(Map<String, String> accounts) {
    return accounts.entrySet().stream()
        .allMatch(entry -> of(entry.getKey(), Long.MAX_VALUE).equals(entry.getValue()));
  }

  /**
   * Stores what has changed.
   *
   * @param accounts by channel
   * @return how many channels have another account
   */
  public int change(Session session, long day, Map<String, String> accounts) throws SQLException {
    List<Object[]> changed = new ArrayList<>();
    new TreeMap<>(accounts)
        .forEach(
            (channel, account) -> {
              if (!of(channel, Long.MAX_VALUE).equals(account)) {
                changed.add(new Object[] {channel, day, account});
              }
            });
    session.updateAll(
        "INSERT INTO channel_account (channel, day, account) VALUES (?, ?, ?) ON CONFLICT (channel,"
            + " day) DO UPDATE SET account = excluded.account",
        changed);
    return changed.size();
  }
}
