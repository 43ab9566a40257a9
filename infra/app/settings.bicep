// Each setting of the product with its default (docs/settings.md), so that the portal shows what can be turned. A test holds
// this list and the code together. Change one for an environment with the parameter "settings", not here.
// Not in this list: Auth__Mode and Models__ApiKey, which app/api.bicep makes from parameters of their own.
@export()
var productSettings = {
  Routing__CacheSeconds: '2'
  Routing__BodyCacheMegabytes: '128'
  Routing__CachedRoutes: '20000'
  Rollouts__EvaluationSeconds: '30'
  Metrics__RetentionDays: '400'
  Purge__HistoryDays: '7'
  Purge__PromptsPerRun: '1000'
  Purge__BlobsPerRun: '100000'
  Webhooks__TimeoutSeconds: '10'
  Webhooks__AllowPrivateTargets: 'false'
  Models__Endpoint: ''
  Models__Model: ''
  Models__TimeoutSeconds: '30'
  Models__Retries: '3'
  Models__Concurrency: '4'
  Models__InputPrice: '0'
  Models__OutputPrice: '0'
}
