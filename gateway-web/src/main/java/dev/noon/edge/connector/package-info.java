/**
 * What is done to the server's own listeners, behind the servlet API: targets that the connector would answer wrongly,
 * headers that never end, certificates. Nothing here knows of routes, policies or upstreams, and on another server it
 * does nothing. Read {@link dev.noon.edge.connector.Connector} first.
 */
@org.jspecify.annotations.NullMarked
package dev.noon.edge.connector;
