using PromptFunctions.Core.Versions;

namespace PromptFunctions.Http;

/// <summary>Where things are, for <c>Location</c>.</summary>
internal static class ApiRoutes
{
    /// <summary>What all paths begin with, as host.json says.</summary>
    public const string Base = "/api";

    public static string Prompt(string name) => $"{Base}/prompts/{name}";

    public static string Deployment(string prompt, string id) => $"{Prompt(prompt)}/deployments/{id}";

    public static string Experiment(string prompt, string id) => $"{Prompt(prompt)}/experiments/{id}";

    public static string Version(string prompt, VersionNumber version) => $"{Prompt(prompt)}/versions/{version}";
}
