using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Settings;

namespace PromptFunctions.LocalHost.Functions;

/// <summary>The function app that ships.</summary>
internal static class FunctionApp
{
    public static Assembly Assembly => Assembly.Load("PromptFunctions");

    public static void Register(IServiceCollection services, IConfiguration configuration) => services.AddPromptFunctions(configuration);

    /// <summary>Looks at its settings as it does itself.</summary>
    /// <exception cref="LocalHostException">Some are wrong; the message says which.</exception>
    public static void CheckSettings(IServiceProvider services)
    {
        if (SettingsCheck.Explain(services) is { } wrong) throw new LocalHostException(wrong);
    }
}
