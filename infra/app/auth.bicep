param functionAppName string
param clientId string
param tenantId string

var isEnabled = !empty(clientId)

resource api 'Microsoft.Web/sites@2024-11-01' existing = {
  name: functionAppName
}

// The app is an API: callers bring a token or are answered 401. Nobody is sent to a page to sign in, so no client secret is needed.
// Deployed also where it is off: what an earlier deployment turned on would stay on otherwise.
resource auth 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: api
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: isEnabled }
    globalValidation: {
      requireAuthentication: isEnabled
      unauthenticatedClientAction: isEnabled ? 'Return401' : 'AllowAnonymous'
      excludedPaths: ['/api/health', '/api/openapi.json']
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: isEnabled
        registration: {
          clientId: clientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: isEnabled ? [clientId, 'api://${clientId}'] : []
        }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}
