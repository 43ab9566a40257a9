namespace PromptFunctions.LocalHost.Split;

/// <summary>The line that says a host is ready: for people, for scripts that wait for it, and for <c>--split</c>.</summary>
internal static class ListeningLine
{
    private const string Prefix = "Listening on ";

    public static string Write(Uri apiAddress) => Prefix + apiAddress;

    public static Uri? Read(string line) => line.StartsWith(Prefix, StringComparison.Ordinal) ? new Uri(line[Prefix.Length..]) : null;
}
