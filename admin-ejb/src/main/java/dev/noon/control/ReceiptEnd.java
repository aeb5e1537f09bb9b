package dev.noon.control;

/**
 * How far a node's chain of receipts goes, as the node last said: before its first receipt, within about a second
 * after every later one, and once a day.
 *
 * @param last its newest receipt; {@link ReceiptLink#START} when it has none yet
 * @param timeMillis when the node said so, milliseconds since the epoch, by its clock
 */
public record ReceiptEnd(NodeIdentity node, ReceiptLink last, long timeMillis) {}
