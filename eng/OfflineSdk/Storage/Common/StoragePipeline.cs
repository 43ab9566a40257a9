using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage;

/// <summary>Azure.Core's pipeline with a storage service's authentication and error format.</summary>
internal static class StoragePipeline
{
    private const string Scope = "https://storage.azure.com/.default";

    public static HttpPipeline Build(ClientOptions options, HttpPipelinePolicy authentication, RequestFailedDetailsParser errors) =>
        HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            // Each attempt is signed anew: a signature carries its date.
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = errors,
        });

    public static HttpPipelinePolicy BearerToken(TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new BearerTokenAuthenticationPolicy(credential, Scope);
    }
}
