using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>How long a step holds: an ISO 8601 duration from 0 to 30 days, or until somebody advances it.</summary>
[JsonConverter(typeof(HoldConverter))]
public sealed partial record Hold
{
    /// <summary>What a hold looks like, for messages.</summary>
    public const string Form = "an ISO 8601 duration from PT0S to P30D without months or years, or manual";

    private const string ManualText = "manual";

    private Hold(string text, TimeSpan? duration) => (Text, Duration) = (text, duration);

    /// <summary>The longest hold.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(30);

    /// <summary>The hold that ends by <c>advance</c> alone.</summary>
    public static Hold Manual { get; } = new(ManualText, null);

    /// <summary>The hold as its author wrote it.</summary>
    public string Text { get; }

    /// <summary>How long it lasts; null for a manual one.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>A hold of whole hours.</summary>
    public static Hold Hours(int hours) => new(string.Create(CultureInfo.InvariantCulture, $"PT{hours}H"), TimeSpan.FromHours(hours));

    /// <summary>Reads a hold; false where the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Hold? hold)
    {
        hold = text == ManualText ? Manual : null;
        if (hold is not null || text is null || text.Length > 40 || Iso8601().Match(text) is not { Success: true } match) return hold is not null;
        var total = Part("w") * 7 * 86400 + Part("d") * 86400 + Part("h") * 3600 + Part("m") * 60 + Part("s");
        if (total > (decimal)Longest.TotalSeconds) return false;
        hold = new(text, TimeSpan.FromTicks((long)(total * TimeSpan.TicksPerSecond)));
        return true;

        decimal Part(string name) =>
            match.Groups[name] is { Success: true } part ? decimal.Parse(part.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // At least one part, and at least one after the T. Only the seconds may have a fraction, as with xsd:duration.
    [GeneratedRegex(@"^P(?=[0-9]|T[0-9])(?:(?<w>[0-9]{1,9})W)?(?:(?<d>[0-9]{1,9})D)?(?:T(?=[0-9])(?:(?<h>[0-9]{1,9})H)?(?:(?<m>[0-9]{1,9})M)?(?:(?<s>[0-9]{1,9}(?:[.,][0-9]{1,7})?)S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso8601();
}
