namespace PromptFunctions.Core.Prompts;

/// <summary>A change of <see cref="PromptSettings"/>: members left out keep their value.</summary>
public sealed record PromptSettingsChange
{
    /// <inheritdoc cref="PromptSettings.Gate"/>
    public PromptGate? Gate { get; init; }

    /// <inheritdoc cref="PromptSettings.Protected"/>
    public bool? Protected { get; init; }

    /// <inheritdoc cref="PromptSettings.StrictVersions"/>
    public bool? StrictVersions { get; init; }

    /// <summary>The settings after the change.</summary>
    public PromptSettings ApplyTo(PromptSettings settings) => new()
    {
        Gate = Gate ?? settings.Gate,
        Protected = Protected ?? settings.Protected,
        StrictVersions = StrictVersions ?? settings.StrictVersions,
    };
}
