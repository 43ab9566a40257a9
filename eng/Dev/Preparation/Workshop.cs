using Spectre.Console;

namespace PromptFunctions.Dev.Preparation;

/// <summary>What every command needs before it can do its own work: a choice of Azure packages, the npm packages, a build.</summary>
internal sealed class Workshop(string azureSdk)
{
    /// <summary>Which Azure packages the builds take, once <see cref="ChooseAzureSdkAsync"/> has run.</summary>
    public AzureSdk AzureSdk { get; private set; } = AzureSdk.All(AzureSdk.NuGet);

    /// <summary>Makes ready what <paramref name="target"/>, a project or the solution, needs to run, and builds it.</summary>
    public async Task BuildAsync(string target, string configuration, CancellationToken cancellation)
    {
        await ChooseAzureSdkAsync(cancellation);
        await NodePackages.InstallAsync(cancellation);
        await Build.RunAsync(target, configuration, AzureSdk, cancellation);
    }

    public async Task ChooseAzureSdkAsync(CancellationToken cancellation)
    {
        AzureSdk = azureSdk != "auto"
            ? AzureSdk.All(azureSdk)
            : AzureSdk.FromEnvironment() ?? await FeedProbe.RunAsync(cancellation);
        AzureSdk.Apply();
        Terminal.Step($"Building against {Markup.Escape(AzureSdk.ToString())}");
    }
}
