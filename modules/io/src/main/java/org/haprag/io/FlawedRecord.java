package org.haprag.io;

/**
 * A record that cannot be used, as its file has it.
 *
 * @param before how many usable records came before it
 */
public record FlawedRecord(String contig, int pos, String id, String ref, String alt, RecordFlaw flaw, int before) {}
