const { websiteToken, baseUrl } = document.currentScript.dataset

window.porchlightSettings = { darkMode: 'auto', position: 'right', widgetColor: '#1d5c63' }

document.addEventListener('DOMContentLoaded', () => {
  window.porchlightSDK.run({ websiteToken, baseUrl })
  for (const button of document.querySelectorAll('[data-open-chat]')) {
    button.addEventListener('click', () => window.porchlight.toggle('open'))
  }
})
