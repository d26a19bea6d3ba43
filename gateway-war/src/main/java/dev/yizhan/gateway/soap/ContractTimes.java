package dev.yizhan.gateway.soap;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/** Responses have China time with its offset, to the millisecond. */
final class ContractTimes {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final int CHINA_MINUTES = 8 * 60;
  private static final DatatypeFactory FACTORY = DatatypeFactory.newDefaultInstance();

  private ContractTimes() {}

  static XMLGregorianCalendar of(Instant instant) {
    return FACTORY.newXMLGregorianCalendar(
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            instant.truncatedTo(ChronoUnit.MILLIS).atZone(CHINA)));
  }

  /** A time without a zone is China time. */
  static Optional<Instant> instant(@Nullable XMLGregorianCalendar given) {
    if (given == null) {
      return Optional.empty();
    }
    XMLGregorianCalendar zoned = (XMLGregorianCalendar) given.clone();
    if (zoned.getTimezone() == DatatypeConstants.FIELD_UNDEFINED) {
      zoned.setTimezone(CHINA_MINUTES);
    }
    return Optional.of(zoned.toGregorianCalendar().toInstant());
  }
}
