package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            .mapToObj(selector -> directory.decoys(selector).get(0))
            .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
    assertThat(kinds)
        .containsOnly(Map.entry(BcryptHash.class, 400L), Map.entry(Pbkdf2Hash.class, 200L));
    assertThat(directory.decoys(1)).isSameAs(directory.decoys(1));
  }

  /** A wrong password costs a consumer with two as much as two hashes. */
  @Test
  void hasAsManyDecoysAsTheConsumersHavePasswords() {
    ConsumerDirectory directory =
        new ConsumerDirectory(
            List.of(
                entry("a", BCRYPT),
                new ConsumerDirectory.Entry(
                    Consumer.of("b", Consumer.Role.CONSUMER), PBKDF2, Optional.of(BCRYPT))));
    Map<Integer, Long> sizes =
        IntStream.range(0, 100)
            .mapToObj(selector -> directory.decoys(selector).size())
            .collect(Collectors.groupingBy(size -> size, Collectors.counting()));
    assertThat(sizes).containsOnly(Map.entry(1, 50L), Map.entry(2, 50L));
  }

  @Test
  void hasADecoyWithoutConsumers() {
    assertThat(new ConsumerDirectory(List.of()).decoys(7))
        .singleElement()
        .isInstanceOf(Pbkdf2Hash.class);
  }
}
