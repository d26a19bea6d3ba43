package dev.yizhan.gateway.config;

import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Routes, which all consumers have in common or each has for itself. */
final class RouteSettings {

  static final SettingFormat<List<String>> NAMES =
      new SettingFormat<>(
          "names, separated by commas", text -> List.of(text.split("\\s*,\\s*", -1)));

  static final Setting<List<String>> ROUTE =
      Setting.of("route", NAMES, "channels for messages that name none ([routes](#routes))");
  static final Setting<List<String>> ROUTE_KIND =
      Setting.of("route.KIND", NAMES, "channels for one kind of recipient ([routes](#routes))");

  private static final List<String> KINDS = List.of("mobile", "landline", "international");

  private RouteSettings() {}

  /** Some of the given names, each once. */
  static SettingFormat<List<String>> namesOf(Collection<String> allowed) {
    return new SettingFormat<>(
        "some of " + allowed.stream().sorted().toList() + ", each once, separated by commas",
        text -> {
          List<String> names = NAMES.parser().apply(text);
          return SettingFormat.require(
              names, allowed.containsAll(names) && new HashSet<>(names).size() == names.size());
        });
  }

  static Routes read(Settings.Group group, List<String> channels) {
    Map<String, List<String>> routes = new LinkedHashMap<>();
    group.find(ROUTE, namesOf(channels)).ifPresent(route -> routes.put("", route));
    for (String kind : group.kinds(ROUTE_KIND, KINDS)) {
      Setting<List<String>> setting = group.kind(ROUTE_KIND, kind);
      if (KINDS.contains(kind) || kind.matches("\\+[1-9][0-9]{0,2}")) {
        group.find(setting, namesOf(channels)).ifPresent(route -> routes.put(kind, route));
      } else {
        group.error(
            setting,
            "must be route.mobile, route.landline, route.international, or route.+ and a country's"
                + " calling code");
      }
    }
    return new Routes(routes);
  }
}
