package dev.yizhan.gateway.door;

/** LinkWS's domestic interface, with winnerlook behind. */
abstract class LinkWsDomesticDoorContract extends DoorReportsContract {

  @Override
  String vendor() {
    return "linkws-domestic";
  }

  @Override
  String behind() {
    return "winnerlook";
  }
}
