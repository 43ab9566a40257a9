using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PromptFunctions.Settings;

/// <summary>The one way in which settings come from the configuration.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// Adds the settings of a section, which the constant <c>Section</c> of the class names. Wrong ones stop the start:
    /// names that the class does not have, values that cannot be read, and values that it does not allow.
    /// </summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="configuration">Where they come from.</param>
    /// <param name="isShared">Whether the section is the platform's too, so that other names in it are none of our business.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration configuration, bool isShared = false) where T : class, new()
    {
        var section = SectionOf<T>(configuration, isShared);
        services.AddOptions<T>().ValidateOnStart();
        return services.AddSingleton<IConfigureOptions<T>>(section).AddSingleton<IValidateOptions<T>>(section);
    }

    /// <summary>The settings of a section before there are services. What cannot be read is left at its default; that it is wrong is said at the start.</summary>
    internal static T Read<T>(IConfiguration configuration) where T : class, new()
    {
        var options = new T();
        SectionOf<T>(configuration, isShared: true).Configure(options);
        return options;
    }

    private static SettingsSection<T> SectionOf<T>(IConfiguration configuration, bool isShared) where T : class, new() =>
        new(Setting.SectionOf(typeof(T)) is { Length: > 0 } name ? configuration.GetSection(name) : configuration, isShared);
}
