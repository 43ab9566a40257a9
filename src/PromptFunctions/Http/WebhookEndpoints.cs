using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Webhooks over HTTP.</summary>
public sealed class WebhookEndpoints(ApiEndpoint api, WebhookService webhooks, DeadLetterService deadLetters, WebhookPing ping)
{
    /// <summary><c>GET /prompts/{name}/webhooks</c></summary>
    [Function("ListWebhooks")]
    [ApiCall("Lists a prompt's webhooks", typeof(Page<WebhookView>), Query = ["limit", "continuationToken"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> ListWebhooks([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/webhooks")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await webhooks.ListAsync(name, new ApiQuery(request, "limit", "continuationToken").Page(WebhookService.Listing), cancellation)));

    /// <summary><c>GET /prompts/{name}/webhooks/{id}</c></summary>
    [Function("GetWebhook")]
    [ApiCall("Gives a webhook, and how deliveries to it go", typeof(WebhookView), Problems = ["unknown-prompt", "unknown-webhook"], Role = AppRole.Read)]
    public Task<IResult> GetWebhook([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/webhooks/{id}")] HttpRequest request, string name, string id) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            _ = new ApiQuery(request);
            var found = await webhooks.GetAsync(name, id, cancellation);
            return ApiAnswer.Read(found, found.Tag);
        });

    /// <summary><c>PUT /prompts/{name}/webhooks/{id}</c></summary>
    [Function("PutWebhook")]
    [ApiCall("Sets a webhook: where to send which events, signed with a secret", typeof(PutWebhookRequest), typeof(WebhookView), 200, AlsoStatus = 201, Problems = ["unknown-prompt", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> PutWebhook([HttpTrigger(AuthorizationLevel.Function, "put", Route = "prompts/{name}/webhooks/{id}")] HttpRequest request, string name, string id) =>
        api.ChangeAsync<PutWebhookRequest, WebhookSaved>(
            request, name,
            (body, context, cancellation) => webhooks.PutAsync(name, id, body, context, cancellation),
            saved => ApiAnswer.Changed(saved.Webhook, saved.Webhook.Tag, saved.Created));

    /// <summary><c>DELETE /prompts/{name}/webhooks/{id}</c></summary>
    [Function("DeleteWebhook")]
    [ApiCall("Removes a webhook, with all that is on its way to it", typeof(AuthoredBody), null, 204, BodyIsOptional = true, Problems = ["unknown-prompt", "unknown-webhook", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> DeleteWebhook([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "prompts/{name}/webhooks/{id}")] HttpRequest request, string name, string id) =>
        api.ChangeAsync<AuthoredBody, WebhookRecord>(
            request, name,
            (_, context, cancellation) => webhooks.RemoveAsync(name, id, context, cancellation),
            _ => ApiAnswer.NoContent);

    /// <summary><c>GET …/webhooks/{id}/dead-letters</c></summary>
    [Function("ListDeadLetters")]
    [ApiCall("Lists the events that a webhook did not get in time, the oldest first", typeof(Page<DeadLetterView>), Query = ["limit", "continuationToken"], Problems = ["unknown-prompt", "unknown-webhook"], Role = AppRole.Read)]
    public Task<IResult> ListDeadLetters([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/webhooks/{id}/dead-letters")] HttpRequest request, string name, string id) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await deadLetters.ListAsync(name, id, new ApiQuery(request, "limit", "continuationToken").Page(DeadLetterService.Listing), cancellation)));

    /// <summary><c>POST …/webhooks/{id}/replay</c></summary>
    [Function("ReplayDeadLetters")]
    [ApiCall("Has dead letters delivered after all", typeof(ReplayDeadLettersRequest), typeof(ReplayView), 200, BodyIsOptional = true, Problems = ["unknown-prompt", "unknown-webhook", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> ReplayDeadLetters([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/webhooks/{id}/replay")] HttpRequest request, string name, string id) =>
        api.ChangeAsync<ReplayDeadLettersRequest, ReplayView>(
            request, name,
            (body, context, cancellation) => deadLetters.ReplayAsync(name, id, body, context, cancellation),
            replayed => ApiAnswer.Changed(replayed));

    /// <summary><c>POST …/webhooks/{id}/ping</c></summary>
    [Function("PingWebhook")]
    [ApiCall("Sends a test event now, and tells what the receiver answered", typeof(AuthoredBody), typeof(WebhookPingView), 200, BodyIsOptional = true, Problems = ["unknown-prompt", "unknown-webhook", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> PingWebhook([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/webhooks/{id}/ping")] HttpRequest request, string name, string id) =>
        api.ChangeAsync<AuthoredBody, WebhookPingView>(
            request, name,
            (_, context, cancellation) => ping.RunAsync(name, id, context, cancellation),
            answered => ApiAnswer.Changed(answered),
            isDear: true);
}
