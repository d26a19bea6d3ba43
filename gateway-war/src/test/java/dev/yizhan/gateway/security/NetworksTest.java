package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.7/31, 192.0.2.6, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "::1, ::1%lo, true",
    // Java makes IPv4 of an IPv4-mapped address.
    "10.0.0.0/8, ::ffff:10.1.2.3, true"
  })
  void containsTheAddressesWithItsPrefix(String network, String address, boolean contained) {
    assertThat(Networks.of(network).contains(address)).isEqualTo(contained);
  }

  @Test
  void readsSeveral() {
    Networks networks = Networks.of("192.0.2.7 ,10.0.0.0/8,  ::1");
    assertThat(networks.networks()).hasSize(3);
    assertThat(networks.contains("10.1.1.1")).isTrue();
    assertThat(networks.contains("::1")).isTrue();
    assertThat(Networks.NONE.contains("::1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.1/33",
        "10.0.0.1/-1",
        "10.0.0.1/",
        "::1/129",
        "10.0.0.1;10.0.0.2",
        "1",
        ":",
        "10.0.0.1,",
        "[::1]",
        "010.0.0.1.1"
      })
  void refusesAnythingElse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Networks.of(text));
  }

  @Test
  void refusesToComputeWithAHostName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.of("10.0.0.0/8").contains("localhost"));
  }
}
