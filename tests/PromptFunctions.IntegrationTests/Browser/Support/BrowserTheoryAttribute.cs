namespace PromptFunctions.IntegrationTests.Browser.Support;

/// <summary>A theory that needs a Chromium, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = InstalledChromium.Missing;
}
