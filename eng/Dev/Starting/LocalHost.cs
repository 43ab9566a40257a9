using System.Globalization;
using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev.Starting;

/// <summary>eng/LocalHost, the embedded host for development.</summary>
internal static class LocalHost
{
    public const string Project = "eng/LocalHost/LocalHost.csproj";

    public static Service Start(StartOptions options, string connectionString)
    {
        string[] arguments =
        [
            "exec", Repository.OutputOf("eng/LocalHost", "PromptFunctions.LocalHost.dll"),
            "--port", options.Port.ToString(CultureInfo.InvariantCulture), "--storage", connectionString,
            "--until-input-ends", // so that it ends with the tool, whatever ends the tool
        ];
        return Service.Start("the service (eng/LocalHost)", "dotnet", options.Split ? [.. arguments, "--split"] : arguments, options.Environment);
    }
}
