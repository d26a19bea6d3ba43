package dev.yizhan.soap;

/**
 * What differs from service to service.
 *
 * @param contract the generated interface
 * @param wsdl the resource that describes it
 * @param path of the SOAP endpoint
 * @param forms how it takes plain forms
 */
record ServiceKind(Class<?> contract, String wsdl, String path, FormCalls.Dialect forms) {}
