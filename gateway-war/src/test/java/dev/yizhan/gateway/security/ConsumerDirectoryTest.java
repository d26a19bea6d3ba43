package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsumerDirectoryTest {

  private static final PasswordHash BCRYPT =
      PasswordHashes.parse("$2y$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS");
  private static final PasswordHash PBKDF2 =
      PasswordHashes.parse(
          "pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=");

  private static ConsumerDirectory.Entry entry(String name, PasswordHash hash) {
    return new ConsumerDirectory.Entry(Consumer.of(name, Consumer.Role.CONSUMER), hash);
  }

  @Test
  void findsConsumersByName() {
    ConsumerDirectory.Entry shop = entry("shop", BCRYPT);
    ConsumerDirectory directory = new ConsumerDirectory(List.of(shop, entry("office", PBKDF2)));
    assertThat(directory.find("shop")).contains(shop);
    assertThat(directory.find("Shop")).isEmpty();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> new ConsumerDirectory(List.of(shop, entry("shop", PBKDF2))));
  }

  @Test
  void mixesTheKindsOfDecoysAsTheConsumersMixTheirs() {
    ConsumerDirectory directory =
        new ConsumerDirectory(List.of(entry("a", BCRYPT), entry("b", PBKDF2), entry("c", BCRYPT)));
    Map<Class<?>, Long> kinds =
        IntStream.range(-300, 300)
            .mapToObj(directory::decoy)
            .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
    assertThat(kinds)
        .containsOnly(Map.entry(BcryptHash.class, 400L), Map.entry(Pbkdf2Hash.class, 200L));
    assertThat(directory.decoy(1)).isSameAs(directory.decoy(1));
  }

  @Test
  void hasADecoyWithoutConsumers() {
    assertThat(new ConsumerDirectory(List.of()).decoy(7)).isInstanceOf(Pbkdf2Hash.class);
  }
}
