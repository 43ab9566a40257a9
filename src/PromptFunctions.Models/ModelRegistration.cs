using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Models;

/// <summary>Registers the client of the model.</summary>
public static class ModelRegistration
{
    /// <summary>Adds what asks the model of the section <c>Models</c>.</summary>
    public static IServiceCollection AddPromptModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<ICompletions, OpenAiCompletions>();
    }
}
