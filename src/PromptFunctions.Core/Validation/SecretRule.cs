using System.Text.RegularExpressions;

namespace PromptFunctions.Core.Validation;

/// <summary>
/// No secret stands in a content, which is stored, shown and sent to a model. The shapes are those that their issuers
/// document; what is found is named and never repeated.
/// </summary>
internal sealed partial class SecretRule : IContentRule
{
    private static readonly (string What, Regex Shape)[] Shapes =
    [
        ("a private key", PrivateKey()),
        ("an API key of a model's provider", ModelKey()),
        ("an Azure storage or service key", AzureKey()),
        ("a shared access signature", SharedAccessSignature()),
        ("an AWS access key", AwsKey()),
        ("a GitHub token", GitHubToken()),
        ("a Google API key", GoogleKey()),
        ("a Slack token", SlackToken()),
        ("a JSON Web Token", WebToken()),
        ("a connection string with a password", ConnectionString()),
        ("a URL with a password", UrlPassword()),
    ];

    /// <inheritdoc/>
    public void Check(ValidationSubject subject, ValidationFindings findings)
    {
        foreach (var (number, template) in subject.Templates)
        {
            foreach (var (what, shape) in Shapes)
            {
                foreach (var match in shape.EnumerateMatches(template)) findings.Error("secret", $"This looks like {what}. Give it to the application by other means, and have it replaced.", number, match.Index);
            }
        }
    }

    [GeneratedRegex("-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY-----", RegexOptions.NonBacktracking)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\bsk-(?:[a-z]{2,12}-)?[A-Za-z0-9_-]{20,}", RegexOptions.NonBacktracking)]
    private static partial Regex ModelKey();

    [GeneratedRegex("(?i:AccountKey|SharedAccessKey|SharedSecret)=[A-Za-z0-9+/]{40,}={0,2}", RegexOptions.NonBacktracking)]
    private static partial Regex AzureKey();

    [GeneratedRegex("[?&;]sig=[A-Za-z0-9%+/]{40,}", RegexOptions.NonBacktracking)]
    private static partial Regex SharedAccessSignature();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b", RegexOptions.NonBacktracking)]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})", RegexOptions.NonBacktracking)]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bAIza[A-Za-z0-9_-]{35}", RegexOptions.NonBacktracking)]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\bxox[abeoprs]-[A-Za-z0-9-]{10,}", RegexOptions.NonBacktracking)]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}", RegexOptions.NonBacktracking)]
    private static partial Regex WebToken();

    [GeneratedRegex(@"(?i:(?:Server|Data Source|Host)=[^;\n{}]{1,200};[^\n{}]{0,300}?(?:Password|Pwd)=[^;\s{}]{4,})", RegexOptions.NonBacktracking)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@{}]{1,100}:[^\s/@{}]{4,100}@", RegexOptions.NonBacktracking)]
    private static partial Regex UrlPassword();
}
