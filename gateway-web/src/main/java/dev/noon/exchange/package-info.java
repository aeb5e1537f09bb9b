/**
 * One exchange, and what policies are written against: request, reply, policy, chain, cause. The
 * JDK only; nothing here knows servlets, the HTTP client or definitions. Read {@link
 * dev.noon.exchange.Chain} first.
 */
@NullMarked
package dev.noon.exchange;

import org.jspecify.annotations.NullMarked;
