/**
 * The {@code .hpanel} file: a reference panel on disk, smaller than its bgzipped VCF and in memory in a fraction of a
 * second. {@code docs/formats/hpanel.md} describes the bytes; {@link org.haprag.io.hpanel.PanelFileWriter} writes and
 * {@link org.haprag.io.hpanel.PanelFileReader} reads them. Nothing but the JDK is used.
 */
package org.haprag.io.hpanel;
