using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PromptFunctions.Settings;

/// <summary>A section of the configuration as an options class: takes what can be read, and says all that is wrong.</summary>
internal sealed class SettingsSection<T>(IConfiguration section, bool isShared) : IConfigureOptions<T>, IValidateOptions<T> where T : class, new()
{
    private static readonly IReadOnlyList<Setting> Settings = Setting.Of(typeof(T));

    /// <inheritdoc/>
    public void Configure(T options)
    {
        foreach (var setting in Settings) setting.Apply(section, options);
    }

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<string> faults = [.. UnknownNames(), .. Settings.Select(setting => setting.FaultIn(section, options)).OfType<string>()];
        // What settings have to do with each other can be told only of such as are right by themselves.
        if (faults.Count == 0 && options is IValidatableObject whole) faults.AddRange(whole.Validate(new(options)).Select(result => result.ErrorMessage!));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> UnknownNames() => isShared
        ? []
        : section.GetChildren().Select(child => child.Key).Except(Settings.Select(setting => setting.Key), StringComparer.OrdinalIgnoreCase)
            .Select(unknown => $"{Setting.SectionOf(typeof(T))}:{unknown} is no setting; there are {string.Join(", ", Settings.Select(setting => setting.Name))}.");
}
