package dev.yizhan.gateway.soap;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** Times of the contract: China time, with its offset, to the millisecond. */
final class Dates {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final DatatypeFactory FACTORY = DatatypeFactory.newDefaultInstance();

  private Dates() {}

  static XMLGregorianCalendar of(Instant instant) {
    return FACTORY.newXMLGregorianCalendar(
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            instant.truncatedTo(ChronoUnit.MILLIS).atZone(CHINA)));
  }
}
