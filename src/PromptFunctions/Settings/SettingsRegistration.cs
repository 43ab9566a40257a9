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
        var section = new SettingsSection<T>(configuration.GetSection(Setting.SectionOf(typeof(T))), isShared);
        services.AddOptions<T>().ValidateOnStart();
        return services.AddSingleton<IConfigureOptions<T>>(section).AddSingleton<IValidateOptions<T>>(section);
    }
}
