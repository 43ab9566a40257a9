using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using PromptFunctions.Core.Telemetry;

namespace PromptFunctions.UnitTests.Telemetry;

/// <summary>What a test's own work measures, while others work beside it.</summary>
internal sealed class Measurements : IDisposable
{
    private static readonly AsyncLocal<Measurements?> OfThisTest = new();

    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, string Text)> all = new();

    public Measurements()
    {
        OfThisTest.Value = this;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == PromptInstruments.Name) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    /// <summary>What an instrument measured, oldest first: the value and its tags.</summary>
    public IEnumerable<string> Of(Instrument instrument) => all.Where(one => one.Name == instrument.Name).Select(one => one.Text);

    public void Dispose()
    {
        OfThisTest.Value = null;
        listener.Dispose();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (OfThisTest.Value != this) return;
        var text = value.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, of) in tags) text += $" {name}={of}";
        all.Enqueue((instrument.Name, text));
    }
}
