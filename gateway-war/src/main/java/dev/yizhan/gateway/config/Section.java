package dev.yizhan.gateway.config;

import dev.yizhan.vendor.setting.Setting;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings that share a prefix.
 *
 * @param title of their part of the page
 * @param prefix for example {@code yizhan.channel.NAME.}
 * @param settings in the order of the page
 */
record Section(String title, String prefix, List<Setting<?>> settings) {

  Section with(List<Setting<?>> more) {
    return new Section(title, prefix, Stream.concat(settings.stream(), more.stream()).toList());
  }
}
