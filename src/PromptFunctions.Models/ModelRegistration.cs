using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Models;

/// <summary>Registers the client of the model.</summary>
public static class ModelRegistration
{
    /// <summary>Adds what asks the model that <see cref="ModelOptions"/> name.</summary>
    public static IServiceCollection AddPromptModels(this IServiceCollection services) => services.AddSingleton<ICompletions, OpenAiCompletions>();
}
