namespace PromptFunctions.IntegrationTests.Browser.Support;

/// <summary>A fact that needs a Chromium, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = InstalledChromium.Missing;
}
