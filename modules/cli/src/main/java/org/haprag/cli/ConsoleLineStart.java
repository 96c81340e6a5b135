package org.haprag.cli;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Begins a line of the console (logback.xml): on a terminal it takes the place of a progress bar, which is drawn again below it. */
public final class ConsoleLineStart extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return ProgressDisplay.detect() == ProgressDisplay.BAR ? BarProgress.ERASE_REST : "";
    }
}
