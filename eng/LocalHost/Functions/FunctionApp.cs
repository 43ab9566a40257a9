using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PromptFunctions.LocalHost.Functions;

/// <summary>The function app that ships.</summary>
internal static class FunctionApp
{
    public static Assembly Assembly => Assembly.Load("PromptFunctions");

    public static void Register(IServiceCollection services, IConfiguration configuration) => services.AddPromptFunctions(configuration);
}
