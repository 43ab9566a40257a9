using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PromptFunctions.Settings;

/// <summary>Looks at all settings before anything starts, so that what is wrong is a line to read and not a trace.</summary>
public static class SettingsCheck
{
    /// <summary>The exit code of a process that cannot start as it was asked to.</summary>
    public const int ExitCode = 2;

    /// <summary>What is wrong, in one line; null where nothing is.</summary>
    public static string? Explain(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return null;
        }
        catch (OptionsValidationException e)
        {
            return Line(e.Failures);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return Line(e.InnerExceptions.SelectMany(inner => ((OptionsValidationException)inner).Failures));
        }
    }

    private static string Line(IEnumerable<string> faults) => $"Settings are wrong: {string.Join(" ", faults)}";
}
