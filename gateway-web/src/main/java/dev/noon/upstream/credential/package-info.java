/**
 * What lets the gateway in at an upstream: the secret of a revision put on its requests, and tokens that are fetched for
 * one. Which secret that is, and where requests go, is not decided here. Read {@link
 * dev.noon.upstream.credential.CredentialSenders} first.
 */
@NullMarked
package dev.noon.upstream.credential;

import org.jspecify.annotations.NullMarked;
