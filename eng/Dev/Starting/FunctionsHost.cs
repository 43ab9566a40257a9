using System.Globalization;
using PromptFunctions.Dev.Preparation;
using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev.Starting;

/// <summary>The Functions host of Azure Functions Core Tools, on the build output of the function app.</summary>
internal static class FunctionsHost
{
    public const string Project = "src/PromptFunctions/PromptFunctions.csproj";

    public static void RequireInstalled()
    {
        string[] names = OperatingSystem.IsWindows() ? ["func.exe", "func.cmd"] : ["func"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => names.Any(name => File.Exists(Path.Combine(folder, name)))))
            throw new DevException("--func needs Azure Functions Core Tools 4 ('func' on the PATH): npm install -g azure-functions-core-tools@4, or see https://aka.ms/azfunc-install. Without --func the service runs in eng/LocalHost");
    }

    public static Service Start(StartOptions options, string connectionString, AzureSdk sdk)
    {
        if (sdk.Functions != AzureSdk.NuGet)
            throw new DevException("--func needs the real Functions packages, and the package feed does not have them. Without --func the service runs in eng/LocalHost");

        var environment = new Dictionary<string, string>(options.Environment)
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
        };
        var program = OperatingSystem.IsWindows() ? "func.exe" : "func";
        string[] arguments = ["start", "--no-build", "--port", options.Port.ToString(CultureInfo.InvariantCulture)];
        return Service.Start("the Functions host", program, arguments, environment, Path.GetDirectoryName(Repository.OutputOf("src/PromptFunctions", "host.json")));
    }
}
